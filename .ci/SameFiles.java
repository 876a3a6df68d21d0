import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether two builds have published the same bytes: {@code java .ci/SameFiles.java FOLDER FOLDER}. Signatures are left out:
 * they differ each time. Prints each file that differs, of a jar each entry, and exits with 1.
 */
class SameFiles {
    private SameFiles() {}

    public static void main(String[] args) throws IOException {
        var one = Path.of(args[0]);
        var other = Path.of(args[1]);
        var names = new TreeSet<>(files(one));
        names.addAll(files(other));
        var differences = new ArrayList<String>();
        for (var name : names) {
            compare(name, one.resolve(name), other.resolve(name), differences);
        }
        differences.forEach(System.err::println);
        if (!differences.isEmpty() || names.isEmpty()) {
            System.err.println("of " + names.size() + " files, these differ in " + one + " and " + other);
            System.exit(1);
        }
        System.out.println(names.size() + " files are the same in " + one + " and " + other);
    }

    private static List<String> files(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.contains(".asc"))
                    .toList();
        }
    }

    private static void compare(String name, Path one, Path other, List<String> differences) throws IOException {
        if (!Files.exists(one) || !Files.exists(other)) {
            differences.add(name + ": only in " + (Files.exists(one) ? one : other));
        } else if (Files.mismatch(one, other) >= 0) {
            differences.add(name + ": differs at byte " + Files.mismatch(one, other));
            if (name.endsWith(".jar")) {
                entries(one, other).forEach(entry -> differences.add("  " + entry));
            }
        }
    }

    private static List<String> entries(Path one, Path other) throws IOException {
        var found = new ArrayList<String>();
        try (var first = new ZipFile(one.toFile());
                var second = new ZipFile(other.toFile())) {
            var in = byName(first);
            var out = byName(second);
            var names = new TreeSet<>(in.keySet());
            names.addAll(out.keySet());
            for (var name : names) {
                if (!in.containsKey(name) || !out.containsKey(name)) {
                    found.add(name + ": only in " + (in.containsKey(name) ? one : other));
                } else if (!Arrays.equals(bytes(first, name), bytes(second, name))) {
                    found.add(name + ": other bytes");
                } else if (!in.get(name).getTimeLocal().equals(out.get(name).getTimeLocal())) {
                    found.add(name + ": other time, " + in.get(name).getTimeLocal() + " and "
                            + out.get(name).getTimeLocal());
                }
            }
            if (found.isEmpty()) {
                boolean sameOrder = new ArrayList<>(in.keySet()).equals(new ArrayList<>(out.keySet()));
                found.add(sameOrder ? "the same entries, packed otherwise" : "the same entries in another order");
            }
        }
        return found;
    }

    private static Map<String, ZipEntry> byName(ZipFile zip) {
        var entries = new LinkedHashMap<String, ZipEntry>();
        zip.stream().forEach(entry -> entries.put(entry.getName(), entry));
        return entries;
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }
}
