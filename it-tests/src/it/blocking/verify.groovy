def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

def lines = build.log.findAll { !it.blank && !it.startsWith('[') }
assert lines.size() == 11
(0..<5).each {
    assert lines[2 * it].startsWith('Hello World: ')
    assert lines[2 * it + 1].startsWith('Hello wow World: ')
}
def elapsed = (lines[10] =~ /^Elapsed: (\d+\.\d+) s$/)
assert elapsed.matches()
assert elapsed.group(1).toDouble() >= 5.0 && elapsed.group(1).toDouble() < 7.0
