// Three servers and their phones need the whole machine: one test after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
