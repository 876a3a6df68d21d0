def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The total is 700')
build.says('The dearest costs 400')
build.says('With tax: [330, 440, 2]')
assert build.isWoven('target/classes/example/Prices.class')
assert build.isWoven('target/classes/example/Main.class')
