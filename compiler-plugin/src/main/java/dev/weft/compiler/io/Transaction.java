package dev.weft.compiler.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of one run to all its containers: all of them happen, or none. */
public final class Transaction {

    private final Map<ClassContainer, List<Change>> changes = new LinkedHashMap<>();

    public void add(ClassContainer container, Change change) {
        changes.computeIfAbsent(container, c -> new ArrayList<>()).add(change);
    }

    public int size() {
        return changes.values().stream().mapToInt(List::size).sum();
    }

    public void run() throws IOException {
        try {
            for (var entry : changes.entrySet()) {
                entry.getKey().stage(entry.getValue());
            }
            for (var container : changes.keySet()) {
                container.commit();
            }
        } catch (IOException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Throwable cause) {
        for (var container : changes.keySet()) {
            try {
                container.rollBack();
            } catch (IOException | RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
