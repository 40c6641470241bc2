using System.Reflection;

namespace Orleans;

/// <summary>One call to a grain as a filter on the side of the grain sees it.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation called.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method called, as it stands in the class.</summary>
    MethodInfo ImplementationMethod { get; }
}
