def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.passed(3)
assert build.isWoven('stations/target/classes/example/stations/Station.class')
assert build.isWoven('forecast/target/classes/example/forecast/Forecast.class')
