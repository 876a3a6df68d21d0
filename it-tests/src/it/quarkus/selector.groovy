if (slow != 'true') {
    println 'quarkus: runs with -Pall only, since it takes long and fetches what this build has not'
    return false
}
