package dev.weft.compiler.weave;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.hierarchy.CyclicHierarchyException;
import dev.weft.compiler.io.Change;
import dev.weft.compiler.io.ClassContainer;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.io.Transaction;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.ScannedClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run over some containers: collects findings and changes; whether they are written is for the caller to say. */
public final class WeaveRun {

    private final ClassWeaver weaver;
    private final Predicate<String> include;
    private final Consumer<String> progress;
    private final Consumer<String> notes;
    private final boolean directCalls;
    private final List<Finding> findings = new ArrayList<>();
    private final Transaction changes = new Transaction();
    private int scanned;
    private int woven;
    private int methods;

    /**
     * @param notes receives what users should know that is no finding
     * @param directCalls whether classes of a container enter the methods of one another directly
     */
    public WeaveRun(
            ClassWeaver weaver,
            Predicate<String> include,
            Consumer<String> progress,
            Consumer<String> notes,
            boolean directCalls) {
        this.weaver = weaver;
        this.include = include;
        this.progress = progress;
        this.notes = notes;
        this.directCalls = directCalls;
    }

    public void weave(ClassContainer container) throws IOException {
        var files = container.classFiles();
        container.passedOver().forEach(notes);
        var concerned = new ArrayList<LocatedClass>();
        var damaged = new ArrayList<String>();
        for (var file : files) {
            if (include.test(file)) {
                scanned++;
                progress.accept(file);
                var result = read(container, file);
                if (result.isPresent()) {
                    add(result.get(), file, container, concerned);
                } else {
                    damaged.add(file);
                }
            } else if (isNamedAsFrame(file)) {
                read(container, file).ifPresentOrElse(one -> addFrame(one, file, concerned), () -> damaged.add(file));
            }
        }
        keepOneOfEachPlace(concerned, container);
        report(damaged, concerned, container);
        var frames = FrameClasses.among(concerned, include);
        var taken = new HashSet<String>();
        files.forEach(file -> taken.add(ignoringCase(file)));
        damaged.stream().filter(WeaveRun::isNamedAsFrame).forEach(file -> taken.remove(ignoringCase(file)));
        var named = new ArrayList<Named>();
        for (var one : concerned) {
            if (!one.scanned().isWoven() && !one.scanned().asyncMethods().isEmpty() && !isRejected(one.scanned())) {
                if (woven == 0 && named.isEmpty()) {
                    weaver.checkRuntime(one.scanned()).ifPresent(findings::add);
                }
                named.add(named(one, container, frames, taken));
            }
        }
        var direct = directCalls ? DirectMethods.among(concerned, files) : DirectMethods.none();
        // no class depends on the result of another, so all cores weave; the results are in the order of the classes
        for (var result : named.parallelStream().map(one -> weave(one, direct)).toList()) {
            add(result, container, frames);
        }
        frames.stale().forEach(file -> changes.add(container, new Change(file, null)));
    }

    /** Returns empty if it is no valid class file. */
    private Optional<ClassScanner.Result> read(ClassContainer container, String file) throws IOException {
        var bytes = container.read(file);
        if (!ClassScanner.isClassFile(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(weaver.read(bytes));
        } catch (UncheckedIOException e) {
            throw e; // of another file, and its message says which
        } catch (RuntimeException e) {
            if (ClassScanner.isInvalid(bytes)) {
                return Optional.empty();
            }
            throw e;
        } catch (StackOverflowError e) {
            throw new IOException(file + " holds things inside one another that are too deep to be read", e);
        }
    }

    private static boolean isNamedAsFrame(String file) {
        return GeneratedNames.isNamedAsFrameClass(ClassFilePath.className(file));
    }

    /** Links may lead to a folder in two ways. Its classes are woven once. */
    private static void keepOneOfEachPlace(List<LocatedClass> concerned, ClassContainer container) throws IOException {
        var places = new HashSet<String>();
        var once = new ArrayList<LocatedClass>();
        for (var one : concerned) {
            if (places.add(container.place(one.file()))) {
                once.add(one);
            }
        }
        concerned.clear();
        concerned.addAll(once);
    }

    /**
     * Says which files are no valid class files. A frame class that a run has left half is made again, unless its class
     * was woven before: then only its compiler can help.
     */
    private void report(List<String> damaged, List<LocatedClass> concerned, ClassContainer container)
            throws IOException {
        for (var file : damaged) {
            var users = concerned.stream()
                    .filter(one -> isNamedAsFrame(file) && one.usesFrame(file))
                    .toList();
            users.forEach(one -> findings.add(UnsupportedClassFile.frameDamaged(one.scanned(), file)));
            if (users.isEmpty()) {
                boolean isOne = ClassScanner.isClassFile(container.read(file));
                notes.accept(file
                        + (isOne
                                ? " is damaged: it is cut off or garbled; it is passed over; compile the class again"
                                : " is no class file; it is passed over"));
            }
        }
    }

    private void add(ClassScanner.Result result, String file, ClassContainer container, List<LocatedClass> concerned)
            throws IOException {
        if (result instanceof ClassScanner.MakesCoroutines one) {
            checkRules(one.scanned(), file, container);
        } else if (result instanceof ClassScanner.Unsupported one) {
            findings.add(UnsupportedClassFile.version(file, one.version()));
        } else if (result instanceof ClassScanner.Scanned one) {
            var located = LocatedClass.of(one.scanned(), file);
            if (located.isPresent()) {
                check(located.get(), container, concerned);
            }
        }
    }

    /** A frame class stays with its class, whether or not the filter selects it. */
    private static void addFrame(ClassScanner.Result result, String file, List<LocatedClass> concerned) {
        if (result instanceof ClassScanner.Scanned one
                && one.scanned().frameOwner().isPresent()) {
            LocatedClass.of(one.scanned(), file).ifPresent(concerned::add);
        }
    }

    private void check(LocatedClass located, ClassContainer container, List<LocatedClass> concerned)
            throws IOException {
        var one = located.scanned();
        if (one.isWoven() && one.wovenBy() != RuntimeAbi.VERSION) {
            findings.add(UnsupportedClassFile.wovenBy(one));
        } else if (!one.isWoven()) {
            checkRules(one, located.file(), container);
        }
        concerned.add(located);
    }

    private void checkRules(ScannedClass one, String file, ClassContainer container) throws IOException {
        try {
            findings.addAll(weaver.check(one));
        } catch (CyclicHierarchyException e) {
            findings.add(UnsupportedClassFile.cyclic(one, e));
        } catch (UncheckedIOException e) {
            throw e; // of another file, and its message says which
        } catch (RuntimeException e) {
            findings.add(damage(one, file, container, e));
        }
    }

    /**
     * Returns what is wrong with the class file.
     *
     * @throws IllegalStateException if nothing is: then something is wrong with Weft
     */
    private Finding damage(ScannedClass one, String file, ClassContainer container, RuntimeException cause)
            throws IOException {
        return weaver.checkFile(file, container.read(file))
                .orElseThrow(() -> new IllegalStateException(
                        "Weft cannot weave " + one.node().name.replace('/', '.') + ": " + cause.getMessage()
                                + "; if the JVM loads this class, that is a defect of Weft: please report it; nothing was written",
                        cause));
    }

    private Named named(LocatedClass one, ClassContainer container, FrameClasses frames, Set<String> taken) {
        var own = frames.of(one.file());
        var names = weaver.frameClasses(one.scanned(), frame -> {
            var file = ignoringCase(one.fileOf(frame));
            return (taken.contains(file) && !own.contains(file)) || container.holdsForeign(one.fileOf(frame));
        });
        names.forEach(frame -> taken.add(ignoringCase(one.fileOf(frame))));
        return new Named(one, names);
    }

    /**
     * Weaves one class. A failure is a result too, so that of several failures the first in the order of the classes is
     * reported.
     */
    private Result weave(Named one, DirectMethods direct) {
        var scanned = one.located().scanned();
        try {
            var woven = weaver.weave(scanned, one.frameClasses(), direct.from(one.located()));
            scanned.node().methods.clear(); // of a large module the trees would fill the heap until all is woven
            return new Result(one.located(), woven.bytes(), woven.frames(), null);
        } catch (RuntimeException e) {
            return new Result(one.located(), null, Map.of(), e);
        }
    }

    private void add(Result result, ClassContainer container, FrameClasses frames) throws IOException {
        var one = result.located();
        if (result.failure() instanceof OversizedClassException tooLarge) {
            findings.add(tooLarge.finding());
        } else if (result.failure() instanceof CyclicHierarchyException cycle) {
            findings.add(UnsupportedClassFile.cyclic(one.scanned(), cycle));
        } else if (result.failure() instanceof UncheckedIOException unreadable) {
            throw unreadable;
        } else if (result.failure() != null) {
            findings.add(damage(one.scanned(), one.file(), container, result.failure()));
        } else {
            changes.add(container, new Change(one.file(), Objects.requireNonNull(result.bytes())));
            result.frames().forEach((frame, bytes) -> {
                changes.add(container, new Change(one.fileOf(frame), bytes));
                frames.written(one.fileOf(frame));
            });
            woven++;
            methods += result.frames().size();
        }
    }

    /** A class and the names that its frame classes will have. */
    private record Named(LocatedClass located, List<String> frameClasses) {}

    /** The result for a class: its bytes and those of its frame classes, or a failure. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
    private record Result(
            LocatedClass located,
            byte @Nullable [] bytes,
            Map<String, byte[]> frames,
            @Nullable RuntimeException failure) {}

    /** On some file systems names that differ in case alone are the same. */
    static String ignoringCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private boolean isRejected(ScannedClass one) {
        var className = one.node().name.replace('/', '.');
        return findings.stream()
                .anyMatch(finding ->
                        finding.level() == Severity.ERROR && finding.className().equals(className));
    }

    /**
     * Returns the findings in the order of the class files, those of a source file in the order of its lines. Equal ones
     * are reported once: a line may hold several awaits, and javac copies the awaits of a finally block.
     */
    public List<Finding> findings() {
        record Shown(FindingCode code, String file, int line, String message) {}
        var distinct = new LinkedHashMap<Shown, Finding>();
        for (var one : findings) {
            distinct.putIfAbsent(new Shown(one.code(), one.file(), one.line(), one.message()), one);
        }
        var byFile = new LinkedHashMap<String, List<Finding>>();
        distinct.values()
                .forEach(one -> byFile.computeIfAbsent(one.file(), file -> new ArrayList<>())
                        .add(one));
        byFile.values().forEach(ofFile -> ofFile.sort(Comparator.comparingInt(Finding::line)));
        return byFile.values().stream().flatMap(List::stream).toList();
    }

    /** Writes all changes, or none if that fails, and returns the number of class files written. */
    public int write() throws IOException {
        changes.run();
        return changes.size();
    }

    /** All class files that were looked at. */
    public int classesScanned() {
        return scanned;
    }

    public int classesWoven() {
        return woven;
    }

    /** The async methods in the woven classes. */
    public int methodsWoven() {
        return methods;
    }
}
