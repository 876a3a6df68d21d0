def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The total is 7')
assert build.isWoven('target/classes/example/Prices.class')
assert build.isWoven('target/classes/example/Main.class')
