def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says("The execution 'second' of maven-compiler-plugin (goal compile) stands behind 'weave' in the phase compile")
build.says("The execution 'probes' of jacoco-maven-plugin (goal instrument) must see the classes before they are woven")

// in the right order the classes of both compilers are woven, once, and run
assert build.count('The number is 42') == 2
assert build.count('Wove 2 async methods of 2 classes') == 1: 'woven in one run, and not again'
assert build.isWoven('target/classes/example/First.class')
assert build.isWoven('target/classes/example/second/Second.class')

// the second build leaves each file as it was, to the time stamp
assert build.contents('target/after-4') == build.contents('target/after-3')
assert build.timeStamps('target/after-4') == build.timeStamps('target/after-3')
