using System.Reflection;

namespace Actors.Engine.Activations;

/// <summary>Finds grain classes: those in every assembly that the program is made of and that knows the engine.</summary>
internal static class GrainAssemblies
{
    public static IEnumerable<Type> FindGrainClasses()
    {
        var known = typeof(IGrain).Assembly;
        return Reachable()
            .Where(assembly => assembly == typeof(ActorEngine).Assembly
                || assembly.GetReferencedAssemblies().Any(name => name.Name == known.GetName().Name))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && type.IsAssignableTo(typeof(IGrainBase)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
    }

    private static HashSet<Assembly> Reachable()
    {
        var found = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).ToHashSet();
        var open = new Queue<Assembly>(found);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(IsOurs))
            {
                var reference = Assembly.Load(name);
                if (found.Add(reference))
                {
                    open.Enqueue(reference);
                }
            }
        }

        return found;
    }

    // The framework's own assemblies hold no grains, and there are hundreds.
    private static bool IsOurs(AssemblyName name) =>
        name.Name is { } text && !text.StartsWith("System", StringComparison.Ordinal)
        && !text.StartsWith("Microsoft.", StringComparison.Ordinal) && text is not ("mscorlib" or "netstandard");
}
