// A build that must pass with exactly the warnings that its sources ask for, and be woven.
def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)
def wanted = build.wanted('warning')
assert !wanted.empty
assert build.reported() == wanted
build.says('Wove ')
