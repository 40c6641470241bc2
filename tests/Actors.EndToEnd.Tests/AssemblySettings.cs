// A test is a browser and a server that work as fast as a camera makes pictures, and mostly wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
