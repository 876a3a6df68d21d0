def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// the second build has nothing to do, and leaves each file as it was, to the time stamp
assert build.contents('target/after-2') == build.contents('target/after-1')
assert build.timeStamps('target/after-2') == build.timeStamps('target/after-1')

// after an edit javac compiles, and the classes are woven again
assert build.contents('target/after-3')['example/Sum.class'] != build.contents('target/after-1')['example/Sum.class']
assert build.contents('target/after-3').keySet() == build.contents('target/after-1').keySet()
assert build.isWoven('target/after-3/example/Sum.class')
assert build.timeStamps('target/after-4') == build.timeStamps('target/after-3')

assert build.count('Wove 1 async method of 1 class') == 2
// a class without async code is not touched
assert !build.isWoven('target/after-1/example/Plain.class')
assert build.contents('target/after-1')['example/Plain.class'] == build.contents('target/before')['example/Plain.class']
