namespace Orleans;

/// <summary>A grain that is identified by its type and a text.</summary>
public interface IGrainWithStringKey : IGrain;
