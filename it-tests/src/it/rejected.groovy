// A build that must fail with exactly the findings that its sources ask for, and leave every class file as it was.
def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)
def wanted = build.wanted('error')
assert !wanted.empty
assert build.reported() == wanted
build.says("Weft found ${wanted.size()} error${wanted.size() == 1 ? '' : 's'}; no class file was changed")
assert build.contents('target/classes') == build.contents('target/before')
assert build.timeStamps('target/classes') == build.timeStamps('target/before')
