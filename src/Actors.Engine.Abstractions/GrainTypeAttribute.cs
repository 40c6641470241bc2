namespace Orleans;

/// <summary>
/// The name of a grain class in identities and storage. Without it the class name in lower case, less its ending "Grain".
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    /// <summary>The type as it stands in a <see cref="GrainId"/>.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => GrainType.Create(grainType);
}
