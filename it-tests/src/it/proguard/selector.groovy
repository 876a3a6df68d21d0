if (slow != 'true') {
    println 'proguard: runs with -Pall only, since it takes long'
    return false
}
