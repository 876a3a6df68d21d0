import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern

/** What a build left behind, for the verify scripts: its log and its files. */
class BuildUnderTest {
    final Path dir
    final List<String> log

    BuildUnderTest(File basedir) {
        dir = basedir.toPath()
        log = Files.readAllLines(dir.resolve('build.log'))
                .takeWhile { !it.startsWith('Running post-build script') }
                .collect { it.replaceAll(/\u001B\[[\d;]*m/, '') }
                .findAll { !(it =~ /^\[INFO] Download(ing|ed) from /) }
    }

    @Override
    String toString() {
        "the build in $dir"
    }

    void says(String text) {
        assert log.any { it.contains(text) }: "the log lacks: $text"
    }

    void doesNotSay(String text) {
        assert !log.any { it.contains(text) }: "the log has: $text"
    }

    int count(String text) {
        log.count { it.contains(text) }
    }

    /** The tests of the project all ran and passed, and neither Maven nor Weft had anything to warn of. */
    void passed(int tests) {
        says("Tests run: $tests, Failures: 0, Errors: 0, Skipped: 0")
        doesNotSay('[WARNING]')
    }

    byte[] bytes(String file) {
        Files.readAllBytes(dir.resolve(file))
    }

    /** Whether the weaver has put its mark on a class file. */
    boolean isWoven(String classFile) {
        new String(bytes(classFile), 'ISO-8859-1').contains('Ldev/weft/abi/Woven;')
    }

    /** Each file below a folder, by its path, as text that is equal if and only if the bytes are. */
    Map<String, String> contents(String folder) {
        files(folder) { Path file -> Files.readAllBytes(file).encodeHex().toString() }
    }

    Map<String, Object> timeStamps(String folder) {
        files(folder) { Path file -> Files.getLastModifiedTime(file).toMillis() }
    }

    private Map files(String folder, Closure<?> read) {
        def root = dir.resolve(folder)
        def found = new TreeMap()
        Files.walk(root).withCloseable { paths ->
            paths.filter { Files.isRegularFile(it) }.each {
                found[root.relativize(it).toString().replace('\\', '/')] = read(it)
            }
        }
        found
    }

    /** The findings in the log: "path:line level code" or, where no line is known, "path level code". */
    List<String> reported() {
        def finding = Pattern.compile(/^\[(ERROR|WARNING)] (\S+?)(?::(\d+))?: (error|warning): (WEFT\d{3}): \S.*/)
        def found = []
        log.eachWithIndex { line, i ->
            def matcher = finding.matcher(line)
            if (matcher.matches()) {
                def (all, severity, file, number, level, code) = (0..5).collect { matcher.group(it) }
                assert severity.toLowerCase() == level: "Maven's level is not Weft's: $line"
                assert log[i + 1] ==~ /    \S.*/: "no remedy, indented, follows: $line"
                found << (nameOf(file) + (number ? ":$number" : '') + " $level $code")
            }
        }
        found.sort()
    }

    /** Findings name a source file by its path; where no source is known, by its class. */
    private String nameOf(String file) {
        def path = Path.of(file.replace('\\', '/'))
        if (file.endsWith('.java')) {
            def real = path.absolute ? path : dir.resolve(path)
            assert Files.exists(real): "a finding names a file that does not exist: $file"
            return dir.toRealPath().relativize(real.toRealPath()).toString().replace('\\', '/')
        }
        file
    }

    /**
     * The findings that the sources ask for: each line that ends with a comment such as "// WEFT003"; or
     * "// WEFT010 as example.Foo" where a finding can name no source, only a class.
     */
    List<String> wanted(String level) {
        def mark = Pattern.compile(/.*\/\/ (WEFT\d{3})(?: as (\S+))?$/)
        def found = []
        Files.walk(dir.resolve('src')).withCloseable { paths ->
            paths.filter { it.toString().endsWith('.java') }.sorted().each { file ->
                def name = dir.relativize(file).toString().replace('\\', '/')
                Files.readAllLines(file).eachWithIndex { line, i ->
                    def matcher = mark.matcher(line)
                    if (matcher.matches()) {
                        found << ((matcher.group(2) ?: "$name:${i + 1}") + " $level ${matcher.group(1)}")
                    }
                }
            }
        }
        found.collect { it.toString() }.sort()
    }
}
