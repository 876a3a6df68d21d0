package dev.weft.test.internal.report;

import java.util.ArrayList;
import java.util.List;

/** A text with branches, drawn with lines. */
final class TextTree {
    private final String text;
    private final List<TextTree> branches = new ArrayList<>();

    TextTree(String text) {
        this.text = text;
    }

    TextTree add(String branch) {
        TextTree added = new TextTree(branch);
        branches.add(added);
        return added;
    }

    /** Adds a line for each branch to {@code lines}, but none for this text. */
    void drawBranches(List<String> lines) {
        for (TextTree branch : branches) {
            lines.add(branch.text);
            branch.drawBranches("", lines);
        }
    }

    private void drawBranches(String indent, List<String> lines) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            TextTree branch = branches.get(i);
            lines.add(indent + (last ? "└── " : "├── ") + branch.text);
            branch.drawBranches(indent + (last ? "    " : "│   "), lines);
        }
    }
}
