namespace Actors.Engine.Tests.Signatures;

public class SurfaceComparisonTests
{
    private const string Theirs = """
        namespace Orleans;
        [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true)]
        public sealed class AliasAttribute : Attribute, IMarked
        {
            public AliasAttribute(string alias);
            public string Alias { get; }
            [Obsolete("Gone soon.")] public void Old();
        }
        public interface IMarked
        {
        }
        [GenerateSerializer]
        public enum Kind
        {
            None = 0,
            Some = 1
        }
        public interface IGrainFactory : IEnumerable<string>
        {
            TGrain GetGrain<TGrain>(string primaryKey, string? prefix = null) where TGrain : IMarked;
            /*default impl*/ Task StopAsync(CancellationToken token = default);
        }
        """;

    [Theory]
    [InlineData("public interface IMarked\n{\n}")]
    [InlineData(
        "[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true)]\n"
        + "public sealed class AliasAttribute : Attribute\n{\npublic string Alias { get; }\npublic void Old();\n}")]
    [InlineData("public enum Kind\n{\nSome = 1\n}")]
    [InlineData(
        "public interface IGrainFactory : IEnumerable\n{\n"
        + "/*default impl*/ Task StopAsync(CancellationToken token = default);\n}")]
    public void Less_is_fine(string ours) => Assert.Empty(Extra("namespace Orleans;\n" + ours));

    [Theory]
    [InlineData("public interface IInvented\n{\n}", "IInvented")]
    [InlineData("public class IMarked\n{\n}", "public class IMarked")]
    [InlineData("public interface IMarked : IDisposable\n{\n}", "IDisposable")]
    [InlineData("public interface IMarked\n{\nvoid Extra();\n}", "Extra")]
    [InlineData("public enum Kind\n{\nSome = 2\n}", "Some = 2")]
    [InlineData("[Flags]\npublic enum Kind\n{\n}", "[Flags]")]
    [InlineData(
        "public interface IGrainFactory\n{\n"
        + "TGrain GetGrain<TGrain>(string key, string? prefix = null) where TGrain : IMarked;\n}", "string key")]
    [InlineData(
        "public interface IGrainFactory\n{\n"
        + "TGrain GetGrain<TGrain>(Guid primaryKey, string? prefix = null) where TGrain : IMarked;\n}", "Guid primaryKey")]
    [InlineData(
        "public interface IGrainFactory\n{\n"
        + "TGrain GetGrain<TGrain>(string primaryKey, string prefix = null) where TGrain : IMarked;\n}", "string prefix")]
    [InlineData(
        "public interface IGrainFactory\n{\n"
        + "TGrain GetGrain<TGrain>(string primaryKey, string? prefix = null);\n}", "GetGrain")]
    [InlineData("public interface IGrainFactory\n{\nTask StopAsync(CancellationToken token = default);\n}", "StopAsync")]
    public void More_or_other_is_found(string ours, string named) =>
        Assert.Contains(named, Assert.Single(Extra("namespace Orleans;\n" + ours)), StringComparison.Ordinal);

    [Fact]
    public void Another_namespace_is_found() =>
        Assert.Contains(
            "Orleans.IMarked",
            Assert.Single(Extra("namespace Orleans.Runtime;\npublic interface IMarked\n{\n}")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]\n", 2)]
    [InlineData("[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]\n", 2)]
    [InlineData(
        "[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]\n",
        2)]
    [InlineData("", 1)]
    public void Another_usage_of_an_attribute_is_found(string usage, int findings) =>
        Assert.Equal(
            findings,
            Extra($"namespace Orleans;\n{usage}public sealed class AliasAttribute : Attribute\n{{\n}}").Count());

    private static IEnumerable<string> Extra(string ours) =>
        new SurfaceComparison(TranscribedSurface.Parse(Theirs)).Extra(TranscribedSurface.Parse(ours));
}
