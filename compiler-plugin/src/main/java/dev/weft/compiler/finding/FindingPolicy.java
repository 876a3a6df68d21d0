package dev.weft.compiler.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The decisions of a user about findings, for all front ends: the warnings that are off or count as errors, methods
 * that block and annotations of frameworks, besides those that Weft knows. Immutable.
 *
 * @param treatments the codes that are not treated as their level says
 * @param blocking further methods that block the thread, as {@code com.acme.Client#call}; {@code *} for every method
 * @param handlers further annotations by which a framework finds the methods that it calls, as {@code com.acme.OnMessage}
 * @since 0.1
 */
public record FindingPolicy(Map<FindingCode, Treatment> treatments, List<String> blocking, List<String> handlers) {

    /**
     * The treatment of a warning.
     *
     * @since 0.1
     */
    public enum Treatment {
        OFF,
        WARNING,
        ERROR
    }

    /** Every finding has the level of its code. */
    public static final FindingPolicy DEFAULT = new FindingPolicy(Map.of(), List.of(), List.of());

    private static final Pattern CLASS = Pattern.compile("[^#\\s/;\\[()@]+");

    private static final Pattern METHOD = Pattern.compile("[^#\\s/;\\[]+#[^#\\s/;\\[.()]+");

    /**
     * @throws IllegalArgumentException if an error is weakened, or if a name has another form
     */
    public FindingPolicy {
        treatments = Map.copyOf(treatments);
        blocking = List.copyOf(blocking);
        handlers = List.copyOf(handlers);
        treatments.forEach((code, treatment) -> {
            if (code.level() == Severity.ERROR && treatment != Treatment.ERROR) {
                throw new IllegalArgumentException(
                        code + " is an error, and stays one; only warnings can be set to " + "off, warning or error");
            }
        });
        for (var method : blocking) {
            if (!METHOD.matcher(method).matches()) {
                throw new IllegalArgumentException(
                        "'" + method + "' names no method; write it as com.acme.Client#call");
            }
        }
        for (var annotation : handlers) {
            if (!CLASS.matcher(annotation).matches()) {
                throw new IllegalArgumentException(
                        "'" + annotation + "' names no annotation; write it as com.acme.OnMessage");
            }
        }
    }

    /** A policy without further handlers. */
    public FindingPolicy(Map<FindingCode, Treatment> treatments, List<String> blocking) {
        this(treatments, blocking, List.of());
    }

    /**
     * Reads settings of the form {@code WEFT007=off,WEFT008=error}, separated by commas or blanks; the level may be
     * {@code off}, {@code warning} or {@code error}.
     *
     * @throws IllegalArgumentException if a setting has another form
     */
    public static FindingPolicy parse(String settings) {
        return DEFAULT.and(settings);
    }

    /** Returns this policy with more settings, written as for {@link #parse}. */
    public FindingPolicy and(String settings) {
        var policy = this;
        for (var setting : settings.split("[,\\s]+", -1)) {
            if (!setting.isEmpty()) {
                var parts = setting.split("=", 2);
                policy = policy.with(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return policy;
    }

    /** Returns this policy with a treatment of one code. Both are text, in upper or lower case. */
    public FindingPolicy with(String code, String treatment) {
        return with(
                constant(FindingCode.values(), code, "code of a finding"),
                constant(Treatment.values(), treatment, "level for " + code));
    }

    public FindingPolicy with(FindingCode code, Treatment treatment) {
        var more = new EnumMap<FindingCode, Treatment>(FindingCode.class);
        more.putAll(treatments);
        more.put(code, treatment);
        return new FindingPolicy(more, blocking, handlers);
    }

    /** Returns this policy with more methods that block the thread, each as {@code com.acme.Client#call}. */
    public FindingPolicy withBlocking(List<String> methods) {
        var more = new ArrayList<>(blocking);
        more.addAll(methods);
        return new FindingPolicy(treatments, more, handlers);
    }

    /** Returns this policy with more annotations of methods that a framework calls, each as {@code com.acme.OnMessage}. */
    public FindingPolicy withHandlers(List<String> annotations) {
        var more = new ArrayList<>(handlers);
        more.addAll(annotations);
        return new FindingPolicy(treatments, blocking, more);
    }

    /** Returns the level at which findings of a code are reported; empty if they are not reported. */
    public Optional<Severity> levelOf(FindingCode code) {
        var treatment = treatments.get(code);
        if (treatment == null) {
            return Optional.of(code.level());
        }
        return switch (treatment) {
            case OFF -> Optional.empty();
            case WARNING -> Optional.of(Severity.WARNING);
            case ERROR -> Optional.of(Severity.ERROR);
        };
    }

    private static <E extends Enum<E>> E constant(E[] all, String name, String what) {
        return Arrays.stream(all)
                .filter(one -> one.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name.strip() + "' is no " + what + "; use one of "
                        + Arrays.toString(all).toLowerCase(Locale.ROOT).replace("weft", "WEFT")));
    }
}
