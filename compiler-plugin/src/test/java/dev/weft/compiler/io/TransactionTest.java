package dev.weft.compiler.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private final List<String> events = new ArrayList<>();
    private final Transaction transaction = new Transaction();

    @Test
    void allIsStagedBeforeAnythingIsCommitted() throws IOException {
        changes(new Recording("a", ""), new Recording("b", ""));
        transaction.run();
        assertEquals(List.of("a stage 1", "b stage 1", "a commit", "b commit"), events);
        assertEquals(2, transaction.size());
    }

    @Test
    void aFailureWhileStagingCommitsNothing() {
        changes(new Recording("a", ""), new Recording("b", "stage"));
        var failure = assertThrows(IOException.class, transaction::run);
        assertEquals("b cannot stage", failure.getMessage());
        assertEquals(List.of("a stage 1", "b stage 1", "a roll back", "b roll back"), events);
    }

    @Test
    void aFailureWhileCommittingRollsAllBack() {
        changes(new Recording("a", ""), new Recording("b", "commit"), new Recording("c", ""));
        assertThrows(IOException.class, transaction::run);
        assertEquals(
                List.of("a commit", "b commit", "a roll back", "b roll back", "c roll back"),
                events.subList(3, events.size()));
    }

    @Test
    void anUncheckedFailureRollsAllBackToo() {
        changes(new Recording("a", ""), new Recording("b", "unchecked"));
        assertThrows(UncheckedIOException.class, transaction::run);
        assertEquals(List.of("a roll back", "b roll back"), events.subList(2, events.size()));
    }

    @Test
    void whatCannotBeRolledBackDoesNotKeepTheOthersFromIt() {
        changes(new Recording("a", "roll back"), new Recording("b", "stage"));
        var failure = assertThrows(IOException.class, transaction::run);
        assertEquals("a cannot roll back", failure.getSuppressed()[0].getMessage());
        assertEquals("b roll back", events.get(events.size() - 1));
    }

    @Test
    void changesOfOneContainerStayTogether() throws IOException {
        var a = new Recording("a", "");
        changes(a, new Recording("b", ""), a);
        transaction.run();
        assertEquals(List.of("a stage 2", "b stage 1", "a commit", "b commit"), events);
        assertSame(3, transaction.size());
    }

    private void changes(Recording... containers) {
        for (var container : containers) {
            transaction.add(container, new Change("x", null));
        }
    }

    private final class Recording implements ClassContainer {

        private final String name;
        private final String failing;

        Recording(String name, String failing) {
            this.name = name;
            this.failing = failing;
        }

        private void event(String what) throws IOException {
            if (failing.equals(what)) {
                throw new IOException(name + " cannot " + what);
            }
        }

        @Override
        public List<String> classFiles() {
            return List.of();
        }

        @Override
        public byte[] read(String path) {
            return new byte[0];
        }

        @Override
        public void stage(List<Change> changes) throws IOException {
            events.add(name + " stage " + changes.size());
            event("stage");
            if (failing.equals("unchecked")) {
                throw new UncheckedIOException(new IOException(name));
            }
        }

        @Override
        public void commit() throws IOException {
            events.add(name + " commit");
            event("commit");
        }

        @Override
        public void rollBack() throws IOException {
            events.add(name + " roll back");
            event("roll back");
        }

        @Override
        public void close() {}
    }
}
