// A test is a browser and a server that work as fast as a camera makes pictures, and must not wait for a processor: beside the
// calls of FilmCalls there is one at a time.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
