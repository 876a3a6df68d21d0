def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

assert build.isWoven('target/classes/example/Chosen.class')
assert !build.isWoven('target/classes/example/Other.class')
assert !build.isWoven('target/classes/elsewhere/Chosen.class')
