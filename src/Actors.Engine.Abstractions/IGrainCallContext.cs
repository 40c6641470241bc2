using System.Reflection;

namespace Orleans;

/// <summary>One call to a grain as a filter sees it.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain object.</summary>
    object Grain { get; }

    /// <summary>The calling grain; null: somebody outside.</summary>
    GrainId? SourceId { get; }

    /// <summary>The grain called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface called.</summary>
    string InterfaceName { get; }

    /// <summary>The method called.</summary>
    string MethodName { get; }

    /// <summary>The method called, as it stands in the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, after <see cref="Invoke"/>; it may be replaced.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter or the grain.</summary>
    Task Invoke();
}
