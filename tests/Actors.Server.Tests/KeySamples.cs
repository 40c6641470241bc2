using Actors.Domain.Protection;
using Actors.Privacy.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests;

/// <summary>Records to have keys for.</summary>
internal static class KeySamples
{
    public static async Task CreateRecordAsync(IServiceProvider services)
    {
        var id = new RecordId(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"));
        await services.GetRequiredService<RecordKeys>().CreateAsync([id]);
    }
}
