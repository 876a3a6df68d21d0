def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Wove 2 async methods of 1 class')
build.says('This is Main{number=42}')
assert build.isWoven('target/classes/example/Main.class')
assert build.log.findIndexOf { it.contains('Wove ') } < build.log.findIndexOf { it.contains('byte-buddy') && it.contains('transform') }
