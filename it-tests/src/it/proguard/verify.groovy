def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// the small jar says what the woven classes say
assert build.count('Hello World: ') == 5
assert build.count('Hello wow World: ') == 5
build.says('Elapsed: 1.')

// what is not used is gone, and the frames have lost their names
def names = new java.util.jar.JarFile(new File(basedir, 'target/small.jar')).withCloseable { it.entries().collect { it.name } }
assert names.contains('example/Hello.class')
assert !names.contains('example/Hello$hello$Frame.class')
assert !names.any { it.startsWith("dev/weft/sync/Async") }
assert new File(basedir, 'target/small.jar').length() < 200_000
