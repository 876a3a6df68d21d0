def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.passed(9)
assert build.isWoven('target/test-classes/example/PoolTest.class')
