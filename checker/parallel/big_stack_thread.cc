#include "checker/parallel/big_stack_thread.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <exception>
#include <system_error>
#include <utility>

namespace checker::parallel {
namespace {

constexpr size_t kSmallestStackBytes = size_t{8} << 20;

// Reserves address space for a stack, halving the wish until the system grants it, with a guard
// page at its far end.
void* ReserveStack(size_t* bytes) {
  for (size_t wish = kBigStackBytes; wish >= kSmallestStackBytes; wish /= 2) {
    void* base = mmap(nullptr, wish, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (base == MAP_FAILED) continue;
    mprotect(base, static_cast<size_t>(sysconf(_SC_PAGESIZE)), PROT_NONE);
    *bytes = wish;
    return base;
  }
  throw std::system_error(ENOMEM, std::generic_category(), "no address space for a stack");
}

}  // namespace

BigStackThread::BigStackThread(std::function<void()> body) : body_(std::move(body)) {
  stack_ = ReserveStack(&stack_bytes_);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack_, stack_bytes_);
  const int error = pthread_create(&thread_, &attributes, &BigStackThread::Main, this);
  pthread_attr_destroy(&attributes);
  if (error != 0) {
    munmap(stack_, stack_bytes_);
    throw std::system_error(error, std::generic_category(), "cannot start a thread");
  }
}

BigStackThread::~BigStackThread() {
  Join();
  munmap(stack_, stack_bytes_);
}

void BigStackThread::Join() {
  if (joined_) return;
  pthread_join(thread_, nullptr);
  joined_ = true;
}

void* BigStackThread::Main(void* self) {
  static_cast<BigStackThread*>(self)->body_();
  return nullptr;
}

void RunOnBigStack(std::function<void()> body) {
  std::exception_ptr failure;
  BigStackThread thread([&] {
    try {
      body();
    } catch (...) {
      failure = std::current_exception();
    }
  });
  thread.Join();
  if (failure) std::rethrow_exception(failure);
}

size_t StackBytesLeft() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  void* base = nullptr;
  size_t bytes = 0;
  pthread_attr_getstack(&attributes, &base, &bytes);
  pthread_attr_destroy(&attributes);
  const char here = 0;
  return static_cast<size_t>(reinterpret_cast<uintptr_t>(&here) -
                             reinterpret_cast<uintptr_t>(base));
}

}  // namespace checker::parallel
