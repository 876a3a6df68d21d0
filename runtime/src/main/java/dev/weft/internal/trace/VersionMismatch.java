package dev.weft.internal.trace;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what does not fit where the JVM says only which name is missing. A {@link LinkageError} that names something of
 * Weft, or comes from a class woven for another version, becomes one of the same class with a message that names the class
 * and both versions, and how to mend it; its cause is the original. Any other error stays what it is.
 *
 * <p>It is asked only when such an error has ended a method, so it costs nothing before. An error of others costs little: class
 * files are read only if its message leaves open whether it is one of Weft's.
 */
public final class VersionMismatch {
    private static final Pattern MEMBER = Pattern.compile("'[^'(]*?([^\\s'(]+)\\([^']*'");
    private static final Pattern IN_PARENTHESES = Pattern.compile("\\([^)]*\\)");
    private static final Pattern OF_WEFT = Pattern.compile(
            "(^|[^\\w.$])dev\\.weft\\.(abi\\d*\\.|internal\\.|sync\\.|ports\\.|management\\.|net\\.|test\\.|[A-Z])");
    /** An entry of a method, as classes of one module call it of one another. */
    private static final Pattern ENTRY = Pattern.compile("'\\S+ ([^\\s'(]+\\.[^\\s'(.]+)"
            + "\\((?:[^']*, )?dev\\.weft\\.abi\\.Frame, dev\\.weft\\.abi\\.FrameDriver, int\\)'");

    private static final Pattern OF_OTHER_MODULE = Pattern.compile("dev/weft/(net|test)/[\\w$/]+");

    /** How the JVM's messages begin, for each class of error that can be explained; programs throw such errors, too. */
    private static final Map<Class<? extends LinkageError>, Pattern> OF_THE_JVM = Map.of(
            NoClassDefFoundError.class, Pattern.compile("[\\w$/]+( \\(wrong name: .*)?"),
            NoSuchMethodError.class, Pattern.compile("'.*'"),
            NoSuchFieldError.class, Pattern.compile("\\w+|Class \\S+ does not have member field .*"),
            AbstractMethodError.class, Pattern.compile("(Receiver class|Missing implementation) .*"),
            IllegalAccessError.class,
                    Pattern.compile("(class|interface|tried to access|failed to access|superclass|super class) .*"),
            IncompatibleClassChangeError.class,
                    Pattern.compile("(class|Class|Found|Expected|Method|Implementing|Inconsistent|Conflicting) .*"),
            VerifyError.class, Pattern.compile(".*", Pattern.DOTALL));

    /** Their messages name the class that is missing or lacks something, so no class file needs to be read. */
    private static final Set<Class<? extends LinkageError>> TELLING =
            Set.of(NoClassDefFoundError.class, NoSuchMethodError.class);

    /** An error of others that passes many methods is looked at once. */
    private static volatile @Nullable WeakReference<LinkageError> seen;

    private static final Pattern RECEIVER = Pattern.compile("[Rr]eceiver class (\\S+)");

    private VersionMismatch() {}

    /**
     * Returns the error with an explanation, or the error itself if there is none. Throws nothing.
     *
     * @param near the class of the frame that has failed; null if it is not known
     * @param version the version of the woven ABI that the runtime has
     */
    public static LinkageError explained(LinkageError error, @Nullable Class<?> near, int version) {
        var form = OF_THE_JVM.get(error.getClass());
        var last = seen;
        if (form == null || (last != null && last.refersTo(error))) {
            return error;
        }
        try {
            var message = String.valueOf(error.getMessage());
            if (form.matcher(message).matches() && !isExplained(error)) {
                var entry = ENTRY.matcher(message);
                if (error instanceof NoSuchMethodError && entry.matches()) {
                    return again(error, withoutEntry(user(error, near), entry.group(1)));
                }
                boolean named = namesWeft(error);
                if (named || !TELLING.contains(error.getClass())) {
                    var told = explained(error, message, named, near, version);
                    if (told != error) {
                        return told;
                    }
                }
            }
        } catch (Throwable ignored) {
            // the failure of the program is worth more than its explanation
        }
        seen = new WeakReference<>(error);
        return error;
    }

    private static LinkageError explained(
            LinkageError error, String message, boolean named, @Nullable Class<?> near, int version)
            throws IOException {
        var loader =
                near != null ? near.getClassLoader() : Thread.currentThread().getContextClassLoader();
        var modules = new WeftModules(loader != null ? loader : VersionMismatch.class.getClassLoader());
        var user = user(error, near);
        if (user != null) {
            var mark = modules.wovenBy(user);
            boolean sameAbi = mark != null && mark.abi() == version;
            var other = OF_OTHER_MODULE.matcher(message);
            if (sameAbi && error instanceof NoClassDefFoundError && other.lookingAt()) {
                return again(error, missing(user, other.group(), other.group(1), modules));
            }
            if ((mark != null && !sameAbi) || (named && !(error instanceof VerifyError))) {
                return again(error, text(error, user, mark, modules, version));
            }
        }
        return error;
    }

    private static String missing(String user, String type, String module, WeftModules modules) throws IOException {
        return user + " needs " + type.replace('/', '.') + ", which is of weft-" + module
                + ": add that to the class path, in the version of " + modules.runtime();
    }

    private static String withoutEntry(@Nullable String user, String method) {
        return (user == null ? "A class" : user) + " was woven with directCalls and enters " + method
                + " directly, which has no such entry: its class was compiled again since, or woven without directCalls."
                + " Compile all classes of the module again, and weave them with the same setting";
    }

    private static boolean isExplained(LinkageError error) {
        return error.getCause() != null && error.getCause().getClass() == error.getClass();
    }

    /** Whether the missing name is one of Weft. Types in descriptors do not count. */
    static boolean namesWeft(LinkageError error) {
        var message = String.valueOf(error.getMessage()).replace('/', '.');
        if (message.startsWith("Could not initialize class")) {
            return false; // its initialiser has thrown
        }
        var names =
                IN_PARENTHESES.matcher(MEMBER.matcher(message).replaceAll("$1")).replaceAll("");
        return OF_WEFT.matcher(names).find();
    }

    /** The class that has used the name, or lacks it; null if the trace does not tell. */
    private static @Nullable String user(LinkageError error, @Nullable Class<?> near) {
        if (error instanceof AbstractMethodError) {
            var receiver = RECEIVER.matcher(String.valueOf(error.getMessage()));
            if (receiver.find()) {
                return receiver.group(1).replace('/', '.');
            } else if (near != null) {
                return near.getName();
            }
        }
        for (var element : error.getStackTrace()) {
            var name = element.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                return name;
            }
        }
        return null;
    }

    private static String text(
            LinkageError error, String user, @Nullable WovenBy mark, WeftModules modules, int version)
            throws IOException {
        var runtimes = modules.runtimes();
        var runtime = modules.runtime();
        var text = new StringBuilder(user)
                .append(" does not fit the runtime of Weft: ")
                .append(String.valueOf(error.getMessage()).replaceFirst("\\.$", ""))
                .append(". It was ")
                .append(mark == null ? "compiled against another version" : wovenFor(mark))
                .append(place(modules.placeOf(user)))
                .append("; the runtime is ")
                .append(runtime)
                .append(", which has version ")
                .append(version)
                .append(place(modules.placeOf("dev.weft.Weft")))
                .append(". ");
        var others = modules.others();
        if (!others.isEmpty()) {
            text.append("Beside it: ").append(String.join(", ", others)).append(". ");
        }
        return text.append(remedy(mark, runtime, runtimes)).toString();
    }

    private static String wovenFor(WovenBy mark) {
        return "woven for version " + mark.abi() + " of the woven ABI"
                + (mark.weaver().isEmpty() ? "" : ", by Weft " + mark.weaver());
    }

    private static String place(@Nullable String place) {
        return place == null ? "" : " (from " + place + ")";
    }

    private static String remedy(@Nullable WovenBy mark, String runtime, List<String> runtimes) {
        if (runtimes.size() > 1) {
            return "The class path has " + runtimes.size() + " runtimes; leave one: " + String.join(", ", runtimes);
        }
        if (mark == null) {
            return "Use one version of all modules of Weft and of what weaves; mvn dependency:tree shows them";
        }
        if (runtime.equals("weft-runtime " + mark.weaver())) {
            return "Both have the same version, so one of them is damaged: build and weave again from clean";
        }
        return "Use weft-runtime" + (mark.weaver().isEmpty() ? " of the weaver's version" : " " + mark.weaver())
                + ", or compile the class again and weave it with " + runtime.replaceFirst("^weft-runtime", "Weft");
    }

    /** Returns an error of the same class, so that handlers find it; of a class that is not known here, the nearest. */
    private static LinkageError again(LinkageError error, String text) {
        LinkageError again;
        if (error.getClass() == NoSuchMethodError.class) {
            again = new NoSuchMethodError(text);
        } else if (error.getClass() == NoSuchFieldError.class) {
            again = new NoSuchFieldError(text);
        } else if (error.getClass() == AbstractMethodError.class) {
            again = new AbstractMethodError(text);
        } else if (error.getClass() == IllegalAccessError.class) {
            again = new IllegalAccessError(text);
        } else if (error.getClass() == IncompatibleClassChangeError.class) {
            again = new IncompatibleClassChangeError(text);
        } else if (error.getClass() == NoClassDefFoundError.class) {
            again = new NoClassDefFoundError(text);
        } else if (error.getClass() == VerifyError.class) {
            again = new VerifyError(text);
        } else {
            return error;
        }
        again.initCause(error);
        again.setStackTrace(error.getStackTrace());
        return again;
    }
}
