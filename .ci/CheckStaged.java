import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Whether a folder holds all that a release publishes, and nothing else:
 * {@code java .ci/CheckStaged.java FOLDER [--unsigned]}. Prints what is wrong, a line each, and exits with 1.
 */
class CheckStaged {
    /** The artifacts, and what each has beside its pom. */
    private static final Map<String, List<String>> ARTIFACTS = new TreeMap<>(Map.of(
            "weft-parent", List.of("-cyclonedx.json"),
            "weft-bom", List.of("-cyclonedx.json"),
            "weft-runtime", jars(),
            "weft-net", jars(),
            "weft-test", jars(),
            "weft-maven-plugin", jars(),
            "weft-archetype", jars(),
            "weft-compiler-plugin", jars("-all.jar"),
            "weft-tools", jars("-all.jar")));

    /** What class files name and do not need: annotations, and a class of which javac has copied constants. */
    private static final Pattern NOT_NEEDED =
            Pattern.compile("-> org\\.(jspecify\\.annotations\\.NullMarked|objectweb\\.asm\\.Opcodes) ");

    private static final Pattern PARENT = Pattern.compile("<parent>.*?</parent>", Pattern.DOTALL);

    private final List<String> problems = new ArrayList<>();
    private final Path root;
    private final boolean signed;

    private CheckStaged(Path root, boolean signed) {
        this.root = root;
        this.signed = signed;
    }

    public static void main(String[] args) throws Exception {
        var check = new CheckStaged(Path.of(args[0]), !List.of(args).contains("--unsigned"));
        check.all();
        check.problems.forEach(System.err::println);
        if (!check.problems.isEmpty()) {
            System.exit(1);
        }
        System.out.println(args[0] + " has all of " + ARTIFACTS.keySet());
    }

    private static List<String> jars(String... more) {
        var files = new ArrayList<>(List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"));
        files.addAll(List.of(more));
        return files;
    }

    private void all() throws Exception {
        var group = root.resolve("dev/weft");
        same(Set.of("dev"), names(root), "in " + root);
        same(Set.of("weft"), names(root.resolve("dev")), "in " + root.resolve("dev"));
        same(ARTIFACTS.keySet(), names(group), "in " + group);
        var versions = new TreeSet<String>();
        for (var artifact : ARTIFACTS.keySet()) {
            if (Files.isDirectory(group.resolve(artifact))) {
                versions.addAll(names(group.resolve(artifact)));
            }
        }
        if (versions.size() != 1) {
            problems.add("there is not one version, but " + versions);
            return;
        }
        var version = versions.first();
        for (var artifact : ARTIFACTS.entrySet()) {
            var folder = group.resolve(artifact.getKey()).resolve(version);
            if (Files.isDirectory(folder)) {
                artifact(folder, artifact.getKey() + "-" + version, artifact.getValue());
            }
        }
    }

    private void artifact(Path folder, String name, List<String> suffixes) throws Exception {
        var files = new TreeSet<String>();
        files.add(name + ".pom");
        suffixes.forEach(suffix -> files.add(name + suffix));
        var all = new TreeSet<String>();
        for (var file : files) {
            all.addAll(List.of(file, file + ".md5", file + ".sha1"));
            if (signed) {
                all.add(file + ".asc");
            }
        }
        // newer Mavens make no sums of signatures
        same(all, without(names(folder), ".asc.md5", ".asc.sha1"), "in " + folder);
        for (var file : files) {
            if (Files.exists(folder.resolve(file))) {
                sums(folder.resolve(file));
            }
        }
        pom(folder.resolve(name + ".pom"));
        if (Files.exists(folder.resolve(name + "-all.jar"))) {
            standsAlone(folder.resolve(name + "-all.jar"));
        }
        var bill = folder.resolve(name + "-cyclonedx.json");
        if (Files.exists(bill) && !Files.readString(bill).contains("\"CycloneDX\"")) {
            problems.add(bill + " is no bill of materials");
        }
    }

    private void sums(Path file) throws Exception {
        for (var sum : Map.of(".md5", "MD5", ".sha1", "SHA-1").entrySet()) {
            var written = Path.of(file + sum.getKey());
            var digest = MessageDigest.getInstance(sum.getValue()).digest(Files.readAllBytes(file));
            if (Files.exists(written)
                    && !Files.readString(written).startsWith(HexFormat.of().formatHex(digest))) {
                problems.add(written + " is not the sum of its file");
            }
        }
        var signature = Path.of(file + ".asc");
        if (signed
                && Files.exists(signature)
                && !Files.readString(signature).startsWith("-----BEGIN PGP SIGNATURE-----")) {
            problems.add(signature + " is no signature");
        }
    }

    /** What Maven Central asks for, here or in the parent, and that it leads to nothing that is not published. */
    private void pom(Path file) throws IOException {
        var text = Files.readString(file);
        var parent = PARENT.matcher(text);
        boolean inherits = parent.find();
        if (inherits && !parent.group().contains("<artifactId>weft-parent</artifactId>")) {
            problems.add(file + " has another parent: " + parent.group().replaceAll("\\s+", ""));
        }
        var wanted = new ArrayList<>(List.of("<name>", "<description>"));
        if (!inherits) {
            wanted.addAll(
                    List.of("<url>", "<licenses>", "<developers>", "<scm", "<connection>", "<developerConnection>"));
        }
        wanted.stream()
                .filter(element -> !text.contains(element))
                .forEach(element -> problems.add(file + " lacks " + element));
        for (var left : List.of("-SNAPSHOT<", ".invalid/")) {
            if (text.contains(left)) {
                problems.add(file + " has " + left);
            }
        }
    }

    /** All classes are ours, or were renamed; they need no other jar; and the licences of what is inside are there. */
    private void standsAlone(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("dev/weft/"))
                    .forEach(name -> problems.add(file + " has " + name + ", which other jars may have, too"));
            for (var name : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
                if (jar.getEntry(name) == null) {
                    problems.add(file + " lacks " + name);
                }
            }
        }
        var needs = new StringWriter();
        var out = new PrintWriter(needs);
        ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, "--missing-deps", file.toString());
        needs.toString()
                .lines()
                .filter(line ->
                        line.startsWith(" ") && !NOT_NEEDED.matcher(line).find())
                .forEach(line -> problems.add(file + " needs another jar:" + line));
    }

    private void same(Set<String> wanted, Set<String> found, String where) {
        wanted.stream().filter(name -> !found.contains(name)).forEach(name -> problems.add(where + ": no " + name));
        found.stream()
                .filter(name -> !wanted.contains(name))
                .forEach(name -> problems.add(where + ": unexpected " + name));
    }

    private static Set<String> names(Path folder) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    private static Set<String> without(Set<String> names, String... suffixes) {
        names.removeIf(name -> List.of(suffixes).stream().anyMatch(name::endsWith));
        return names;
    }
}
