def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// -q: no other line than the program's
def lines = build.log.findAll { !it.blank && !it.startsWith('[') }
assert lines.size() == 11
assert lines[0..4].every { it =~ /^Hello World: \d{4}-\d\d-\d\dT\S+Z$/ }
assert lines[5..9].every { it =~ /^Hello wow World: \d{4}-\d\d-\d\dT\S+Z$/ }
def elapsed = (lines[10] =~ /^Elapsed: (\d+\.\d+) s$/)
assert elapsed.matches()
// the upper bound of an idle machine is 1.3 s; a busy one may be late
assert elapsed.group(1).toDouble() >= 1.0 && elapsed.group(1).toDouble() < 2.0
assert build.isWoven('target/classes/example/Hello.class')
