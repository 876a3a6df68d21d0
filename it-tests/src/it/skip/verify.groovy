def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

assert build.count('[INFO] Weaving is skipped') == 2
assert build.contents('target/classes') == build.contents('target/before')
def line = build.log.find { it.startsWith('Not woven: ') }
assert line.contains('example.Main')
