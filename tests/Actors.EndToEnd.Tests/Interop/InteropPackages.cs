using System.Reflection;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>Programs and libraries of others, in JavaScript, as the lock file of <c>Packages</c> names them.</summary>
internal static class InteropPackages
{
    /// <summary>Their folder, which the build writes into the tests.</summary>
    public static string Folder { get; } = typeof(InteropPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == nameof(InteropPackages)).Value!;
}
