def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Wove 3 async methods of 2 classes')
build.says('Tests run: 3, Failures: 0, Errors: 0, Skipped: 0')

build.says("'com.new.x' can be no Java package, for 'new' is a keyword of Java: delete ")

def project = new File(basedir, 'target/votes')
['.gitignore', '.github/workflows/build.yml', 'README.md', 'target/votes-1.0-SNAPSHOT.jar'].each {
    assert new File(project, it).file: "the project has no $it"
}
assert build.isWoven('target/votes/target/classes/com/acme_co/Votes.class')
assert new File(project, 'README.md').text.contains('mvn -B verify')

// the BOM gives each version, and nothing but Weft's
def bom = new File(localRepositoryPath, "dev/weft/weft-bom").listFiles().findAll { it.directory }
        .collectMany { it.listFiles().toList() }.find { it.name.endsWith('.pom') }.text
assert !bom.contains('<parent>')
assert (bom =~ /<groupId>(.*)<\/groupId>/).collect { it[1] }.toSet() == ['dev.weft'] as Set
