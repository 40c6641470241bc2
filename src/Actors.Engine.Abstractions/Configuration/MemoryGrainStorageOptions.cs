namespace Orleans.Configuration;

/// <summary>Options of storage in memory. There is nothing to choose.</summary>
public class MemoryGrainStorageOptions;
