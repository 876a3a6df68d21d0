def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// not a word of the weaver between the names of its goals and the next line
build.log.eachWithIndex { line, i ->
    if (line.contains('--- weft')) {
        assert build.log[i + 1] ==~ /\[INFO] *(---.*)?/
    }
}
assert build.count('--- weft') == 6
build.doesNotSay('[WARNING]')
assert build.timeStamps('plain/target/classes') == build.timeStamps('plain/target/before')
