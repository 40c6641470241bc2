using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Actors.Domain.Protection;
using Actors.Privacy.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tests;

/// <summary>Record keys without a database.</summary>
internal static class LooseKeys
{
    public static ProtectionMeters Meters { get; } = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static RecordKey Create(RecordId record) => Lease(record, RandomNumberGenerator.GetBytes(32));

    public static RecordKey Lease(RecordId record, byte[] dataKey) => Lease(new RecordKey.Material(record, dataKey));

    public static RecordKey Lease(RecordKey.Material material)
    {
        Assert.True(material.TryLease());
        return new RecordKey(material, Meters);
    }
}
