package dev.weft.abi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What streams are called in messages. */
final class StreamNames {
    /** javac numbers the lambdas of a method; Kotlin puts the method first. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+|(.+)\\$lambda(?:\\$\\d+)+");

    private StreamNames() {}

    /** Returns the class, without its package, and the method: {@code Shop.rows}, or {@code lambda in Shop.rows}. */
    static String of(StackTraceElement place) {
        String type = place.getClassName();
        String prefix = type.substring(type.lastIndexOf('.') + 1) + ".";
        Matcher lambda = LAMBDA.matcher(place.getMethodName());
        if (!lambda.matches()) {
            return prefix + place.getMethodName();
        }
        return "lambda in " + prefix + (lambda.group(1) == null ? lambda.group(2) : lambda.group(1));
    }
}
