namespace Orleans.Runtime;

/// <summary>
/// Marks the constructor parameter through which a grain gets its state, with its name and storage provider.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The name of this state among the states of the grain.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The named storage provider; null: the default one.</summary>
    public string? StorageName { get; } = storageName;
}
