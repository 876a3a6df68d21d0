def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The total is 700')
build.says('dear: 400, cheap: 300')
build.says('teatrue')
build.says('The dearest costs 400')
build.says('Changed: 301')
build.says('Common: 5')
assert build.isWoven('target/classes/example/Prices.class')
assert build.isWoven('target/classes/example/Known.class')
// the object, and not the class with its static forwarders
assert build.isWoven('target/classes/example/Main$.class')
assert !build.isWoven('target/classes/example/Main.class')
