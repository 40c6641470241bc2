namespace Orleans.Concurrency;

/// <summary>Calls to a grain of the class may interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
