namespace Orleans;

/// <summary>A grain that is identified by its type and a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;
