using Actors.Privacy.Evidence;
using Actors.Storage.Hosting;
using Actors.Storage.Serialization;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Privacy.Tests;

/// <summary>Privacy as a server registers it.</summary>
public sealed class PrivacyServiceCollectionExtensionsTests
{
    [Fact]
    public void Expired_stills_are_deleted_once_storage_is_ready()
    {
        using var folder = new TempFolder();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorsStorage(new StorageOptions { Path = folder.File("actors.db") }, new StoredTypes());
        builder.Services.AddPersonalDataProtection();
        using var host = builder.Build();

        Assert.Equal(
            ["StorageService", nameof(CallStillSweep)],
            host.Services.GetServices<IHostedService>()
                .Select(service => service.GetType().Name)
                .Where(name => name is "StorageService" or nameof(CallStillSweep)));
    }
}
