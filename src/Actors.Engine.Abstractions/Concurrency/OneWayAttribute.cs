namespace Orleans.Concurrency;

/// <summary>Calls of the method return at once; nobody learns whether they succeeded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
