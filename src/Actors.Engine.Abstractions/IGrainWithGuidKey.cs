namespace Orleans;

/// <summary>A grain that is identified by its type and a GUID.</summary>
public interface IGrainWithGuidKey : IGrain;
