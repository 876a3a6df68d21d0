package example;

class Programs {
    @Program
    static void program() {}

    @Program
    void another(int i) {}

    void another(String s) {}
}
