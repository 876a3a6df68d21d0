package dev.weft.it.docs.pictures;

import java.util.List;
import java.util.Map;

/**
 * One of the moments of an await: the instructions that run in it, and what is said of those that begin so.
 *
 * @param waits whether the method waits meanwhile
 * @param method which method it is that runs, or where
 */
record Panel(
        String title,
        boolean waits,
        String says,
        String method,
        List<String> instructions,
        Map<String, String> remarks) {

    /** A remark on what is not there is an old one. */
    Panel {
        for (var remarked : remarks.keySet()) {
            if (instructions.stream().noneMatch(line -> begins(line, remarked))) {
                throw new AssertionError(title + " has no " + remarked + " but " + instructions);
            }
        }
    }

    /** With these words, not only with these characters. */
    private static boolean begins(String instruction, String words) {
        return (instruction + " ").startsWith(words + " ");
    }

    String remark(String instruction) {
        return remarks.entrySet().stream()
                .filter(remark -> begins(instruction, remark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
