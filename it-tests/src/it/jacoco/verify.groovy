def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.passed(1)

def parser = new groovy.xml.XmlSlurper()
parser.setFeature('http://apache.org/xml/features/disallow-doctype-decl', false)
parser.setFeature('http://apache.org/xml/features/nonvalidating/load-external-dtd', false)
def report = parser.parse(new File(basedir, 'target/site/jacoco/jacoco.xml'))

// every line of the source is as its comment says; those without a comment are covered and have no branch
def source = new File(basedir, 'src/main/java/example/Dictionary.java').readLines()
def wanted = { int line ->
    def comment = source[line - 1] =~ /\/\/ (missed|\d of \d branches)$/
    comment.find() ? comment.group(1) : 'covered'
}
def shown = { line ->
    def (ci, mb, cb) = ['ci', 'mb', 'cb'].collect { line["@$it"].toInteger() }
    mb + cb > 0 ? "$cb of ${mb + cb} branches" : ci > 0 ? 'covered' : 'missed'
}
def lines = report.package.sourcefile.line
lines.each { assert shown(it) == wanted(it.@nr.toInteger()): "line ${it.@nr}" }
assert lines.size() == 13

// nothing is counted but the source's own: three branches of four, a constructor, two methods
def counters = report.counter.collectEntries { [it.@type.text(), [it.@covered.toInteger(), it.@missed.toInteger()]] }
assert counters == [INSTRUCTION: [47, 6], BRANCH: [3, 1], LINE: [11, 2], COMPLEXITY: [4, 1], METHOD: [3, 0], CLASS: [1, 0]]

// the jar is woven, and holds nothing of JaCoCo
assert build.isWoven('target/classes/example/Dictionary.class')
new java.util.jar.JarFile(new File(basedir, 'target/jacoco-1.0-SNAPSHOT.jar')).withCloseable { jar ->
    def packed = jar.getInputStream(jar.getEntry('example/Dictionary.class')).bytes
    assert packed == build.bytes('target/classes/example/Dictionary.class')
    assert !new String(packed, 'ISO-8859-1').contains('jacoco')
}
