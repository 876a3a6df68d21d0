def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The sum is 1025')
assert build.isWoven('lib/target/classes/example/lib/Squares.class')
assert build.isWoven('app/target/classes/example/app/App.class')
assert build.isWoven('app/target/classes/example/app/App$Bigger.class')
build.doesNotSay('[WARNING]')
