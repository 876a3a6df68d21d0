def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('woven by javac')
build.says('Weaving is skipped')
assert build.isWoven('target/classes/example/Main.class')
assert build.isWoven('target/classes/example/Main$greeting$Frame.class')

// a finding is a warning of the compiler, with file, line and column, as Maven prints it
def line = build.wanted('warning').collect { (it =~ /:(\d+) warning WEFT007$/)[0][1] }
assert line.size() == 1
assert build.log.any { it ==~ /\[WARNING] .*Main\.java:\[${line[0]},\d+] WEFT007: .*/ }
