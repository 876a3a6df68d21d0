def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('woven by javac')
build.says('Weaving is skipped')
assert build.isWoven('target/classes/example/Main.class')
assert build.isWoven('target/classes/example/Main$greeting$Frame.class')

// a finding is a warning of the compiler, with file, line and column, as Maven prints it
assert build.log.any { it ==~ /\[WARNING] .*Main\.java:\[18,\d+] WEFT007: .*/ }
